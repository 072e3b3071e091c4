package io.maas.control.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one route is, takes and answers. What holds of all routes alike (credentials, bounds of
/// bodies, stores that are away) is not said here but added where the document is made.
///
/// @param id what a generated client calls it; unique
/// @param tag what it belongs to
/// @param summary what it does, in a line
/// @param says more of it; null if the summary is enough
/// @param body null if it takes none
/// @param answers when it is done, by status
/// @param refusals the statuses of when it is not
/// @param errors further members of its refusals, by name
public record Operation(
    String id,
    String tag,
    String summary,
    @Nullable String says,
    List<Parameter> parameters,
    @Nullable Body body,
    Map<Integer, Answer> answers,
    Set<Integer> refusals,
    Map<String, Schema> errors) {

  /// A body that is sent.
  ///
  /// @param byType its shapes by media type
  public record Body(boolean required, Map<String, Schema> byType) {}

  /// A body that is answered.
  ///
  /// @param schema null if there is none
  /// @param headers what is answered beside it: name, and what it is
  /// @param type its media type
  public record Answer(
      String says, @Nullable Schema schema, Map<String, String> headers, String type) {
    /// JSON.
    public Answer(String says, @Nullable Schema schema, Map<String, String> headers) {
      this(says, schema, headers, "application/json");
    }
  }

  /// One without parameters, body and answers.
  public static Operation of(String id, String tag, String summary) {
    return new Operation(id, tag, summary, null, List.of(), null, Map.of(), Set.of(), Map.of());
  }

  public Operation says(String more) {
    return new Operation(id, tag, summary, more, parameters, body, answers, refusals, errors);
  }

  /// A variable part of the path.
  public Operation path(String name, Schema schema, String what) {
    return with(new Parameter(Parameter.Place.PATH, name, schema, true, what));
  }

  /// A parameter of the query that may be left out.
  public Operation query(String name, Schema schema, String what) {
    return with(new Parameter(Parameter.Place.QUERY, name, schema, false, what));
  }

  /// A parameter of the query that must be there.
  public Operation needsQuery(String name, Schema schema, String what) {
    return with(new Parameter(Parameter.Place.QUERY, name, schema, true, what));
  }

  /// A header that may be left out.
  public Operation header(String name, Schema schema, String what) {
    return with(new Parameter(Parameter.Place.HEADER, name, schema, false, what));
  }

  /// Which page of a list.
  public Operation paged() {
    return query("limit", Schema.integer(1, 100).otherwise(50), "The most of an answer.")
        .query("offset", Schema.integer(0, 999_999_999).otherwise(0), "How many to skip.");
  }

  /// A JSON body.
  public Operation takes(Schema schema) {
    return takes(Map.of("application/json", schema));
  }

  /// A body of one of these media types.
  public Operation takes(Map<String, Schema> byType) {
    return body(new Body(true, byType));
  }

  /// A JSON body that may be left out.
  public Operation mayTake(Schema schema) {
    return body(new Body(false, Map.of("application/json", schema)));
  }

  public Operation answers(int status, Class<?> record) {
    return answers(status, Schema.of(record));
  }

  public Operation answers(int status, Schema schema) {
    return answers(status, new Answer(words(status), schema, Map.of()));
  }

  /// Answers without a body.
  public Operation answers(int status) {
    return answers(status, new Answer(words(status), null, Map.of()));
  }

  public Operation answers(int status, Answer answer) {
    Map<Integer, Answer> more = new LinkedHashMap<>(answers);
    more.put(status, answer);
    return new Operation(id, tag, summary, says, parameters, body, more, refusals, errors);
  }

  /// Statuses of its refusals, beside those that every route has.
  public Operation refuses(Integer... statuses) {
    Set<Integer> more = new TreeSet<>(refusals);
    more.addAll(Arrays.asList(statuses));
    return new Operation(id, tag, summary, says, parameters, body, answers, more, errors);
  }

  /// A further member of its refusals.
  public Operation errs(String member, Schema schema) {
    Map<String, Schema> more = new LinkedHashMap<>(errors);
    more.put(member, schema);
    return new Operation(id, tag, summary, says, parameters, body, answers, refusals, more);
  }

  private Operation with(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Operation(id, tag, summary, says, more, body, answers, refusals, errors);
  }

  private Operation body(Body taken) {
    return new Operation(id, tag, summary, says, parameters, taken, answers, refusals, errors);
  }

  private static String words(int status) {
    return switch (status) {
      case 201 -> "Made.";
      case 202 -> "Will be done soon.";
      case 204 -> "Done; there is nothing to say.";
      default -> "Done.";
    };
  }
}
