package io.maas.gateway.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of the journal, mapped into memory. One thread at a time appends, one reads, one forces.
///
/// Its header names its place in the sequence, and how far it is drained: all outcomes before that
/// are in the ledger.
final class Segment {

  static final int HEADER = 64;

  private static final long MAGIC = 0x6d616173_6a726e6cL;
  private static final int SEQUENCE_AT = 8;
  private static final int CHECKSUM_AT = 16;
  private static final int DRAINED_AT = 24;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final Path file;
  private final Arena arena;
  private final MemorySegment bytes;
  private final int size;
  private volatile int written = HEADER;
  private volatile boolean sealed;
  private int synced = HEADER;
  private boolean unmapped;

  private Segment(Path file, Arena arena, MemorySegment bytes) {
    this.file = file;
    this.arena = arena;
    this.bytes = bytes;
    this.size = Math.toIntExact(bytes.byteSize());
  }

  /// Maps a file, whatever is in it.
  static Segment map(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MemorySegment bytes = channel.map(MapMode.READ_WRITE, 0, channel.size(), arena);
      return new Segment(file, arena, bytes);
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  /// Makes it an empty segment, durably.
  void format(long sequence) {
    bytes.asSlice(0, HEADER).fill((byte) 0);
    bytes.set(LONG, 0, MAGIC);
    bytes.set(LONG, SEQUENCE_AT, sequence);
    bytes.set(INT, CHECKSUM_AT, headerChecksum());
    bytes.asSlice(0, HEADER).force();
  }

  /// Whether the header is whole.
  boolean isFormatted() {
    return size > HEADER
        && bytes.get(LONG, 0) == MAGIC
        && bytes.get(INT, CHECKSUM_AT) == headerChecksum();
  }

  private int headerChecksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.asSlice(0, CHECKSUM_AT).toArray(ValueLayout.JAVA_BYTE));
    return (int) checksum.getValue();
  }

  /// The same memory by its file's new name.
  Segment renamed(Path name) {
    return new Segment(name, arena, bytes);
  }

  Path file() {
    return file;
  }

  long sequence() {
    return bytes.get(LONG, SEQUENCE_AT);
  }

  int size() {
    return size;
  }

  int remaining() {
    return size - written;
  }

  int written() {
    return written;
  }

  boolean isSealed() {
    return sealed;
  }

  /// Nothing is appended any more.
  void seal() {
    sealed = true;
  }

  /// Seals it where an earlier process stopped writing.
  void sealAt(int end) {
    written = end;
    sealed = true;
  }

  /// Appends a frame that fits. Readers see it when it is whole.
  void append(FrameWriter frame, int checksum) {
    int at = written;
    int length = frame.length();
    MemorySegment.copy(
        frame.array(),
        Frames.HEAD,
        bytes,
        ValueLayout.JAVA_BYTE,
        (long) at + Frames.HEAD,
        length - Frames.HEAD);
    bytes.set(INT, at + 4L, checksum ^ Frames.salt(sequence(), at));
    bytes.set(INT, at, length - Frames.HEAD);
    written = at + length;
  }

  /// The entry at this place; null if there is no whole one.
  @Nullable Entry read(int at) {
    if (size - at < Frames.HEAD) {
      return null;
    }
    int length = bytes.get(INT, at);
    int start = at + Frames.HEAD;
    if (length < Frames.SHORTEST_BODY || length > size - start) {
      return null;
    }
    byte[] body = bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    int expected = bytes.get(INT, at + 4L) ^ Frames.salt(sequence(), at);
    return (int) checksum.getValue() == expected ? new Entry(body, start + length) : null;
  }

  int drained() {
    return bytes.get(INT, DRAINED_AT);
  }

  /// All outcomes before this place are in the ledger.
  void markDrained(int at) {
    bytes.set(INT, DRAINED_AT, at);
  }

  /// Forces what was written since the last time to the disk.
  synchronized void sync() {
    int end = written;
    if (!unmapped && end > synced) {
      bytes.asSlice(synced, end - synced).force();
      synced = end;
    }
  }

  /// Gives the memory back; nobody may use it any more.
  synchronized void unmap() {
    unmapped = true;
    arena.close();
  }
}
