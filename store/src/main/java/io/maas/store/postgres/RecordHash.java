package io.maas.store.postgres;

import io.maas.domain.chain.ChainHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The [ChainHash] of a usage record: of the text of each of [UsageColumn#ALL]. A column that is
/// [UsageColumn#later] has its name before its text, and is left out where it has none.
final class RecordHash {

  private RecordHash() {}

  static byte[] of(byte[] before, long seq, List<@Nullable String> values) {
    List<@Nullable String> texts = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      UsageColumn column = UsageColumn.ALL.get(i);
      String value = values.get(i);
      if (!column.later()) {
        texts.add(value);
      } else if (value != null) {
        texts.add(column.name());
        texts.add(value);
      }
    }
    return ChainHash.of(before, seq, texts);
  }
}
