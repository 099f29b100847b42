/** What an environment holds after a build: numbered manifests, the highest of which is current. */
package dev.varve.storage.manifest;
