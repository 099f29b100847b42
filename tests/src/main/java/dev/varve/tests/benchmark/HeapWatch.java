package dev.varve.tests.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The most heap that was in use. The heap shrinks only when it is collected, so the moments just
 * before a collection, and now, are the ones to look at.
 */
final class HeapWatch implements AutoCloseable {
  private static final double MEGABYTE = 1 << 20;

  private final NotificationListener listener = (notification, context) -> collected(notification);
  private final Set<String> heapPools = new TreeSet<>();
  private long mostUsed;
  private long mostKept;

  HeapWatch() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        heapPools.add(pool.getName());
      }
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
      }
    }
  }

  private synchronized void collected(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      mostUsed = Math.max(mostUsed, heap(collection.getMemoryUsageBeforeGc()));
      mostKept = Math.max(mostKept, heap(collection.getMemoryUsageAfterGc()));
    }
  }

  private long heap(Map<String, MemoryUsage> usage) {
    return usage.entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  /** In megabytes, garbage included. */
  synchronized double mostUsed() {
    long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return Math.max(mostUsed, now) / MEGABYTE;
  }

  /** In megabytes, of what a collection left: closer to what was needed. */
  synchronized double mostKept() {
    return mostKept / MEGABYTE;
  }

  static double limit() {
    return Runtime.getRuntime().maxMemory() / MEGABYTE;
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          throw new IllegalStateException("the watch was closed twice", e);
        }
      }
    }
  }
}
