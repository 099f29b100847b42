/** What a build would do now, told without doing it. */
package dev.varve.activities.plan;
