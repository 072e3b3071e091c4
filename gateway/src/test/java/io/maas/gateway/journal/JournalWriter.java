package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Spent;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/// A process that does nothing but journal, for tests that kill it. It writes down what it did
/// right after it did it, with `write()`, which a kill does not take back either.
final class JournalWriter {

  static final int THREADS = 4;

  /// How many requests each thread keeps open.
  static final int OPEN = 50;

  private static final int ID_BYTES = 16;

  private final Journal journal;
  private final FileChannel began;
  private final FileChannel ended;

  private JournalWriter(Journal journal, FileChannel began, FileChannel ended) {
    this.journal = journal;
    this.began = began;
    this.ended = ended;
  }

  /// Writes until it is killed.
  ///
  /// @param args the journal's directory, and the files for the ids of what began, of what ended,
  ///   and of what the ledger has
  public static void main(String[] args) throws IOException {
    Ledger ledger = new BookLedger(append(Path.of(args[3])));
    Journal journal =
        Journal.open(settings(Path.of(args[0])), ledger, InstantSource.system(), System::nanoTime);
    JournalWriter writer =
        new JournalWriter(journal, append(Path.of(args[1])), append(Path.of(args[2])));
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().start(writer::write);
    }
  }

  static JournalSettings settings(Path directory) {
    return new JournalSettings(
        directory,
        256 << 10,
        Duration.ofMillis(5),
        Duration.ofMillis(5),
        500,
        Duration.ofMillis(50),
        1L << 30);
  }

  static List<UUID> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    List<UUID> ids = new ArrayList<>();
    while (bytes.remaining() >= ID_BYTES) {
      ids.add(new UUID(bytes.getLong(), bytes.getLong()));
    }
    return ids;
  }

  private static FileChannel append(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void write() {
    Deque<UUID> open = new ArrayDeque<>();
    while (true) {
      UUID id = UUID.randomUUID();
      if (journal.begin(intent(id))) {
        report(began, List.of(id));
        open.add(id);
      }
      if (open.size() >= OPEN) {
        UUID done = open.remove();
        journal.end(completed(done, 1, 1));
        report(ended, List.of(done));
      }
    }
  }

  private static void report(FileChannel file, List<UUID> ids) {
    ByteBuffer bytes = ByteBuffer.allocate(ids.size() * ID_BYTES);
    for (UUID id : ids) {
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    try {
      file.write(bytes.flip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps the ids of its records in a file.
  private record BookLedger(FileChannel book) implements Ledger {

    @Override
    public void append(List<UsageRecord> records) {
      report(book, records.stream().map(each -> each.intent().id()).toList());
    }

    @Override
    public List<UsageRow> usage(UsageQuery query) {
      return List.of();
    }

    @Override
    public Spent spent(SpentQuery query) {
      return Spent.NOTHING;
    }
  }
}
