package io.maas.systemtests.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A row of the ledger.
///
/// @param id the gateway's id of the request
/// @param fallbackOf the id of the request whose place it took, if it did
/// @param input null if nobody told or estimated it
/// @param output null if nobody told or estimated it
/// @param estimated whether the counts are the gateway's own
/// @param outcome `completed`, `cancelled`, `failed` or `lost`
/// @param charged the tokens that its limits were charged
public record Recorded(
    String id,
    @Nullable String fallbackOf,
    String model,
    String subscription,
    @Nullable Long input,
    @Nullable Long output,
    boolean estimated,
    String outcome,
    int status,
    long charged) {

  static Recorded of(ResultSet row) throws SQLException {
    return new Recorded(
        row.getString("id"),
        row.getString("fallback_of"),
        row.getString("model"),
        row.getString("subscription"),
        row.getObject("input_tokens", Long.class),
        row.getObject("output_tokens", Long.class),
        row.getBoolean("estimated"),
        row.getString("outcome"),
        row.getInt("status"),
        row.getLong("charged_input") + row.getLong("charged_output"));
  }

  /// Whether the engine's own counts reached the gateway.
  public boolean isTold() {
    return !estimated && input != null && output != null;
  }

  /// Input and output together, as far as they are known.
  public long total() {
    return (input == null ? 0 : input) + (output == null ? 0 : output);
  }
}
