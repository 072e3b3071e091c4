package io.maas.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The two ways in which JSON is read here: strictly, from clients, and as it comes, from
/// upstreams.
public final class Json {

  private static final int DEEPEST = 200;
  private static final int LONGEST_STRING = 64 * 1024 * 1024;

  /// Refuses duplicate keys, so that what is authorised is what the upstream reads.
  public static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  /// For answers of engines.
  public static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}
}
