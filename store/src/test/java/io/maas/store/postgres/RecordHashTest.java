package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.chain.ChainHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordHashTest {

  /// How many columns there were when the first records were hashed.
  private static final int FIRST = 41;

  /// What the first version of the program made of these values.
  private static final String THEN =
      "20abdc7759365cdac2b2f10fa49f783b9720057ed6bb52500286e1e7d40d7845";

  private final List<@Nullable String> values = new ArrayList<>();

  RecordHashTest() {
    for (int i = 0; i < FIRST; i++) {
      values.add(i % 5 == 4 ? null : "value " + i);
    }
    values.addAll(Collections.nCopies(UsageColumn.ALL.size() - FIRST, null));
  }

  private String hash() {
    return HexFormat.of().formatHex(RecordHash.of(ChainHash.none(), 7, values));
  }

  @Test
  void staysForARecordOfBeforeTheLaterColumns() {
    assertThat(hash()).isEqualTo(THEN);
    assertThat(UsageColumn.ALL.subList(0, FIRST)).noneMatch(UsageColumn::later);
    assertThat(UsageColumn.ALL.subList(FIRST, UsageColumn.ALL.size())).allMatch(UsageColumn::later);
  }

  @Test
  void isAnotherWhateverColumnHasAnotherValue() {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String before = values.set(i, "another");
      hashes.add(hash());
      values.set(i, before);
    }
    assertThat(hashes).doesNotHaveDuplicates().doesNotContain(THEN);
  }
}
