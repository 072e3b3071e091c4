package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.intent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarriedIntentsTest {

  @TempDir private Path directory;

  @Test
  void startsWithNothing() throws Exception {
    try (CarriedIntents carried = new CarriedIntents(directory)) {
      assertThat(carried.load().from()).isZero();
      assertThat(carried.load().intents()).isEmpty();
    }
  }

  @Test
  void findsWhatWasSavedLast() throws Exception {
    UUID id = UUID.randomUUID();
    saveInTurn(List.of(body(UUID.randomUUID())), List.of(body(id)), List.of());
    assertThat(from()).isEqualTo(3);
    saveInTurn(List.of(body(id)));
    try (CarriedIntents carried = new CarriedIntents(directory)) {
      CarriedIntents.Saved saved = carried.load();
      assertThat(saved.generation()).isEqualTo(4);
      assertThat(IntentCodec.read(saved.intents().getOrDefault(id, new byte[0])))
          .isEqualTo(intent(id));
    }
  }

  @Test
  void findsTheOneBeforeIfTheLastIsTorn() throws Exception {
    List<byte[]> bodies = List.of(body(UUID.randomUUID()));
    saveInTurn(bodies, bodies, bodies);
    tear("carried-0");
    assertThat(from()).isEqualTo(2);
    tear("carried-1");
    assertThat(from()).isZero();
  }

  @Test
  void growsBeyondItsFirstRoom() throws Exception {
    byte[] body = body(UUID.randomUUID());
    saveInTurn(Collections.nCopies(10_000, body));
    assertThat(from()).isEqualTo(1);
  }

  private void tear(String name) throws Exception {
    Path file = directory.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 60, bytes.length, (byte) 0);
    Files.write(file, bytes);
  }

  private long from() throws Exception {
    try (CarriedIntents carried = new CarriedIntents(directory)) {
      return carried.load().from();
    }
  }

  @SafeVarargs
  private void saveInTurn(List<byte[]>... saves) throws Exception {
    try (CarriedIntents carried = new CarriedIntents(directory)) {
      long generation = carried.load().generation();
      for (List<byte[]> bodies : saves) {
        generation++;
        carried.save(generation, bodies);
      }
    }
  }

  private static byte[] body(UUID id) {
    FrameWriter frame = IntentCodec.write(new FrameWriter(), 1, intent(id), "");
    return Arrays.copyOfRange(frame.array(), Frames.HEAD, frame.length());
  }
}
