package io.maas.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoredAnswerCodecTest {

  private static final StoredAnswer FULL =
      new StoredAnswer(
          Instant.ofEpochMilli(1_790_000_000_123L),
          "application/json",
          true,
          "éndpoint",
          List.of("seed", ""),
          new Usage(
              OptionalLong.of(9),
              OptionalLong.empty(),
              OptionalLong.of(0),
              OptionalLong.of(3),
              false),
          "stop",
          null,
          new byte[] {0, -1, 10});

  @Test
  void readsWhatItWrote() {
    assertThat(StoredAnswerCodec.read(StoredAnswerCodec.write(FULL)))
        .hasValueSatisfying(read -> assertThat(read).usingRecursiveComparison().isEqualTo(FULL));
  }

  @Property(tries = 500)
  void readsNothingOfWhatIsNoAnswer(@ForAll byte[] bytes) {
    assertThat(StoredAnswerCodec.read(bytes)).isEmpty();
  }

  @Property(tries = 500)
  void survivesWhateverWasSpoiled(@ForAll int place, @ForAll byte value) {
    byte[] spoiled = StoredAnswerCodec.write(FULL);
    spoiled[Math.floorMod(place, spoiled.length)] = value;

    assertThat(StoredAnswerCodec.read(spoiled)).isNotNull();
  }

  @Property
  void readsNoPartOfAnAnswer(@ForAll @Size(1) byte[] more, @ForAll int cut) {
    byte[] whole = StoredAnswerCodec.write(FULL);
    byte[] longer = Arrays.copyOf(whole, whole.length + more.length);
    byte[] shorter = Arrays.copyOf(whole, Math.floorMod(cut, whole.length));

    assertThat(StoredAnswerCodec.read(longer)).isEmpty();
    assertThat(StoredAnswerCodec.read(shorter)).isEmpty();
  }
}
