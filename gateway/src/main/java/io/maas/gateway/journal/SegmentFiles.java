package io.maas.gateway.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segments' files in the journal's directory: `N.segment` in use, `N.spare` to be used again,
/// `N.damaged` for somebody to look at.
final class SegmentFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
  private static final int MOST_SPARES = 2;

  private final Path directory;
  private final int segmentBytes;
  private final SegmentAllocator allocator;
  private final Queue<Path> spares = new ConcurrentLinkedQueue<>();
  private long lastSequence;

  SegmentFiles(Path directory, int segmentBytes, SegmentAllocator allocator) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.allocator = allocator;
  }

  /// Maps the segments that an earlier process left, in their order.
  ///
  /// @param from what comes before this one is not needed any more
  List<Segment> open(long from) throws IOException {
    List<Segment> found = new ArrayList<>();
    for (Path file : list()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".spare")) {
        keepOrDelete(file);
      } else if (name.endsWith(".new")) {
        Files.delete(file);
      } else if (name.endsWith(".segment")) {
        Segment segment = Segment.map(file);
        if (segment.isFormatted()) {
          found.add(segment);
        } else {
          setAside(segment);
        }
      }
    }
    found.sort(Comparator.comparingLong(Segment::sequence));
    lastSequence = found.isEmpty() ? from : Math.max(from, found.getLast().sequence());
    List<Segment> needed = new ArrayList<>();
    for (Segment segment : found) {
      if (segment.sequence() < from) {
        recycle(segment);
      } else {
        needed.add(segment);
      }
    }
    return needed;
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private void setAside(Segment segment) throws IOException {
    Path damaged = named(segment.file(), ".damaged");
    LOG.atError()
        .setMessage("set aside a journal segment without a whole header")
        .addKeyValue("file", damaged)
        .log();
    segment.unmap();
    Files.move(segment.file(), damaged, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Makes the next segment, from a spare one if there is one. Throws if the disk is full.
  Segment prepare() throws IOException {
    long sequence = lastSequence + 1;
    Path spare = spares.poll();
    Segment unnamed = Segment.map(spare != null ? spare : allocate(sequence));
    unnamed.format(sequence);
    Path name = directory.resolve("%019d.segment".formatted(sequence));
    Files.move(unnamed.file(), name, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
    lastSequence = sequence;
    return unnamed.renamed(name);
  }

  private Path allocate(long sequence) throws IOException {
    Path file = directory.resolve("%019d.new".formatted(sequence));
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      allocator.allocate(channel, segmentBytes);
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /// Takes back a segment that nobody needs.
  void recycle(Segment segment) throws IOException {
    segment.unmap();
    Path spare = named(segment.file(), ".spare");
    Files.move(segment.file(), spare, StandardCopyOption.ATOMIC_MOVE);
    keepOrDelete(spare);
  }

  private void keepOrDelete(Path spare) throws IOException {
    if (spares.size() < MOST_SPARES && Files.size(spare) == segmentBytes) {
      spares.add(spare);
    } else {
      Files.delete(spare);
    }
  }

  private static Path named(Path file, String suffix) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.indexOf('.')) + suffix);
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
