package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerIdTest {
  @Test
  void whatIsWrittenIsReadBack() {
    ServerId id = new ServerId("localhost:7233", "60a861a1");

    assertThat(id).hasToString("localhost:7233#60a861a1");
    assertThat(ServerId.parse(id.toString())).isEqualTo(id);
    assertThat(ServerId.parse("localhost:7233")).isEqualTo(new ServerId("localhost:7233", ""));
  }

  @Test
  void aClusterIsTheSameUnderEveryAddress() {
    assertThat(new ServerId("a:7233", "c1").isSameAs(new ServerId("b:7233", "c1"))).isTrue();
  }

  @Test
  void anAddressAloneDoesNotTellServersApartOnOtherMachines() {
    assertThat(new ServerId("localhost:7233", "c1").isSameAs(new ServerId("localhost:7233", "c2")))
        .isFalse();
    assertThat(new ServerId("localhost:7233", "c1").isSameAs(new ServerId("localhost:7233", "")))
        .isFalse();
  }
}
