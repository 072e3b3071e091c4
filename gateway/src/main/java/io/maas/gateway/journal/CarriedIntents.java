package io.maas.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Where the journal starts, and the intents from before that still wait for their outcome: a
/// stream that stays open for an hour must not keep the segments of an hour.
///
/// Two files take turns, so that one is always whole. Their room is taken in good time and never
/// given back: on a full disk this is what frees segments.
final class CarriedIntents implements AutoCloseable {

  private static final int HEADER = 32;
  private static final int FIRST_ROOM = 1 << 20;

  private final FileChannel[] slots;
  private long generation;

  /// @param from the first segment that is needed
  /// @param intents the bodies of the open intents' entries
  record Saved(long generation, long from, Map<UUID, byte[]> intents) {}

  CarriedIntents(Path directory) throws IOException {
    slots =
        new FileChannel[] {
          open(directory.resolve("carried-0")), open(directory.resolve("carried-1"))
        };
  }

  private static FileChannel open(Path file) throws IOException {
    FileChannel slot =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (slot.size() < FIRST_ROOM) {
      slot.write(ByteBuffer.allocate(FIRST_ROOM - (int) slot.size()), slot.size());
    }
    return slot;
  }

  /// What was saved last.
  Saved load() throws IOException {
    Saved newest = new Saved(0, 0, new HashMap<>());
    for (FileChannel slot : slots) {
      Saved saved = load(slot);
      newest = saved.generation() > newest.generation() ? saved : newest;
    }
    generation = newest.generation();
    return newest;
  }

  private static Saved load(FileChannel slot) throws IOException {
    Saved nothing = new Saved(0, 0, new HashMap<>());
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    if (read(slot, header, 0) < HEADER) {
      return nothing;
    }
    int length = header.getInt(24);
    if (length < 0 || length > slot.size() - HEADER) {
      return nothing;
    }
    ByteBuffer bodies = ByteBuffer.allocate(length);
    read(slot, bodies, HEADER);
    if (header.getInt(28) != checksum(header, bodies)) {
      return nothing;
    }
    Map<UUID, byte[]> intents = new HashMap<>();
    bodies.flip();
    while (bodies.hasRemaining()) {
      byte[] body = new byte[bodies.getInt()];
      bodies.get(body);
      intents.put(new PayloadReader(body).id(), body);
    }
    return new Saved(header.getLong(0), header.getLong(8), intents);
  }

  private static int read(FileChannel slot, ByteBuffer into, long at) throws IOException {
    while (into.hasRemaining() && slot.read(into, at + into.position()) >= 0) {
      // A file is read in as many steps as it takes.
    }
    return into.position();
  }

  /// Saves it in the place of what was saved last but one.
  void save(long from, Collection<byte[]> intents) throws IOException {
    int length = 0;
    for (byte[] body : intents) {
      length += Integer.BYTES + body.length;
    }
    ByteBuffer all = ByteBuffer.allocate(HEADER + length);
    all.putLong(generation + 1).putLong(from).putLong(intents.size()).putInt(length).putInt(0);
    for (byte[] body : intents) {
      all.putInt(body.length).put(body);
    }
    all.putInt(28, checksum(all, all.slice(HEADER, length).position(length)));
    FileChannel slot = slots[(int) (generation % 2)];
    all.flip();
    while (all.hasRemaining()) {
      slot.write(all, all.position());
    }
    slot.force(false);
    generation++;
  }

  private static int checksum(ByteBuffer header, ByteBuffer bodies) {
    CRC32C checksum = new CRC32C();
    checksum.update(header.slice(0, 28));
    checksum.update(bodies.duplicate().flip());
    return (int) checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    for (FileChannel slot : slots) {
      slot.close();
    }
  }
}
