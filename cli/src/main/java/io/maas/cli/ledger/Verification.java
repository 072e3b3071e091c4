package io.maas.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.output.Table.Column;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What control finds in the ledger, page after page, as one.
public final class Verification {
  private static final List<String> SUMS = List.of("records", "checkpoints", "found");

  private final String book;
  private final String question;
  private final Map<String, ObjectNode> chains = new LinkedHashMap<>();
  private final Set<String> otherKeys = new TreeSet<>();

  /// Of the audit log, all of it.
  public static Verification ofAudit() {
    return new Verification("audit", null, null);
  }

  /// Of an export of the audit log.
  ///
  /// @param page what was found in it
  public static Verification ofExport(JsonNode page) {
    Verification verification = ofAudit();
    page.path("chains").forEach(verification::add);
    return verification;
  }

  /// Of the ledger, the days that are asked for.
  static Verification ofLedger(@Nullable Instant from, @Nullable Instant to) {
    return new Verification("ledger", from, to);
  }

  private Verification(String book, @Nullable Instant from, @Nullable Instant to) {
    this.book = book;
    question =
        "/"
            + book
            + "/verify?"
            + (from == null ? "" : "from=" + Control.encoded(from.toString()) + "&")
            + (to == null ? "" : "to=" + Control.encoded(to.toString()) + "&");
  }

  /// Asks until the end.
  ///
  /// @return why there was no end
  public Optional<Answer.Refused> ask(Control control) {
    String after = "";
    while (true) {
      switch (control.get(question + after)) {
        case Answer.Refused refused -> {
          return Optional.of(refused);
        }
        case Answer.Given(JsonNode page) -> {
          page.path("chains").forEach(this::add);
          page.path("other_keys").forEach(key -> otherKeys.add(key.asText()));
          if (!page.path("next").isTextual()) {
            return Optional.empty();
          }
          after = "after=" + Control.encoded(page.path("next").asText());
        }
      }
    }
  }

  private void add(JsonNode page) {
    String name = page.path("chain").asText();
    ObjectNode chain = chains.get(name);
    if (chain == null) {
      chains.put(name, page.deepCopy());
      return;
    }
    for (String sum : SUMS) {
      chain.put(sum, chain.path(sum).asLong() + page.path(sum).asLong());
    }
    chain.set("unsigned", page.path("unsigned"));
    page.path("findings").forEach(chain.withArray("findings")::add);
  }

  /// Shows it.
  ///
  /// @return [ExitCode#FAILED] if anything was found
  public int show(Session session, FormatOption format) {
    Documents.print(session.printer(format), tree(), _ -> table());
    remarks().forEach(session.shell()::remark);
    return found() == 0
        ? ExitCode.OK
        : session.shell().fail(book + ": " + found() + " things are not as they were written");
  }

  private long found() {
    return chains.values().stream().mapToLong(chain -> chain.path("found").asLong()).sum();
  }

  private ObjectNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("object", book + ".verification");
    ArrayNode list = tree.putArray("chains");
    chains.values().forEach(list::add);
    ArrayNode keys = tree.putArray("other_keys");
    otherKeys.forEach(keys::add);
    return tree;
  }

  private Table table() {
    Table table =
        new Table(
            List.of(
                Column.words("CHAIN"),
                Column.numbers("RECORDS"),
                Column.numbers("CHECKPOINTS"),
                Column.numbers("UNSIGNED"),
                Column.numbers("FOUND")));
    for (JsonNode chain : chains.values()) {
      table.row(
          chain.path("chain").asText(),
          chain.path("records").asText("0"),
          chain.path("checkpoints").asText("0"),
          chain.path("unsigned").asText("0"),
          chain.path("found").asText("0"));
    }
    return table;
  }

  /// One line for each thing that was found, and for each key that somebody should know.
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (JsonNode chain : chains.values()) {
      long begins = chain.path("begins").asLong(1);
      if (begins > 1) {
        remarks.add(
            "%s begins with record %d: those before were dropped, or are not in the export"
                .formatted(chain.path("chain").asText(), begins));
      }
      for (JsonNode finding : chain.path("findings")) {
        remarks.add(
            "%s, record %s: %s: %s%s"
                .formatted(
                    chain.path("chain").asText(),
                    finding.path("seq").asText(),
                    finding.path("kind").asText(),
                    finding.path("what").asText(),
                    finding.path("id").isTextual()
                        ? " (" + finding.path("id").asText() + ")"
                        : ""));
      }
    }
    otherKeys.forEach(key ->
        remarks.add(
            "signed by key "
                + key
                + ", which is not this control's (expected: another control's)"));
    return remarks;
  }
}
