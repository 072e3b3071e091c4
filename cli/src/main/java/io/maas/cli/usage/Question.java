package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.function.Function;

/// A question whose answer is a list.
///
/// @param path where it is answered
/// @param subject what it is about, for complaints
record Question(String path, String subject) {

  /// Asks it, and shows what came.
  int ask(
      Session session,
      ConnectionOptions connection,
      FormatOption format,
      Function<List<JsonNode>, Table> table) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get(path),
                subject,
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table.apply(given.entries()))));
  }
}
