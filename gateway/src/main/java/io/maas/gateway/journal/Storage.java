package io.maas.gateway.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The journal's directory and what an earlier process left in it.
final class Storage implements AutoCloseable {

  private final DirectoryLock lock;
  final SegmentFiles files;
  final CarriedIntents carried;

  /// All segments that somebody needs, by sequence.
  final ConcurrentNavigableMap<Long, Segment> live = new ConcurrentSkipListMap<>();

  /// The intents from before the first of them.
  final Map<UUID, byte[]> openBefore = new HashMap<>();

  private Storage(DirectoryLock lock, SegmentFiles files, CarriedIntents carried) {
    this.lock = lock;
    this.files = files;
    this.carried = carried;
  }

  static Storage open(JournalSettings settings, SegmentAllocator allocator) throws IOException {
    Path directory = Files.createDirectories(settings.directory());
    DirectoryLock lock = DirectoryLock.of(directory);
    try {
      return new Storage(
          lock,
          new SegmentFiles(directory, settings.segmentBytes(), allocator),
          new CarriedIntents(directory));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /// Reads what was left. If nothing of it is needed, its files are free for new segments at once.
  Recovery recover() throws IOException {
    CarriedIntents.Saved saved = carried.load();
    for (Segment segment : files.open(saved.from())) {
      live.put(segment.sequence(), segment);
    }
    Recovery recovery = Recovery.of(saved.intents(), live.values());
    if (!recovery.isEmpty()) {
      openBefore.putAll(saved.intents());
      return recovery;
    }
    if (!live.isEmpty()) {
      carried.save(live.lastKey() + 1, openBefore.values());
    }
    for (Segment segment : live.values()) {
      files.recycle(segment);
    }
    live.clear();
    return recovery.drained();
  }

  /// Forces all that was written to the disk.
  void sync() {
    for (Segment segment : live.values()) {
      segment.sync();
    }
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : live.values()) {
      segment.unmap();
    }
    carried.close();
    lock.close();
  }
}
