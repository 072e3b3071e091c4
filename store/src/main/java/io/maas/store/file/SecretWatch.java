package io.maas.store.file;

import java.nio.file.Path;
import java.util.Map;

/// Looks whether files of secrets have changed, and tells; to be run every few seconds. Polled, as
/// mounts of Kubernetes and network disks tell nobody.
public final class SecretWatch implements Runnable {

  private final SecretFiles files;
  private final Runnable changed;
  private Map<Path, String> last;

  /// @param changed is told once after each change
  public SecretWatch(SecretFiles files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.last = files.marks();
  }

  @Override
  public synchronized void run() {
    Map<Path, String> now = files.marks();
    if (!now.equals(last)) {
      last = now;
      changed.run();
    }
  }
}
