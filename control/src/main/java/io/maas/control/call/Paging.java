package io.maas.control.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: `?limit=` 1 to 100, 50 if nothing is said, and `?offset=`.
///
/// @param limit how many at most
/// @param offset how many to skip
public record Paging(int limit, int offset) {

  /// As many as a page has at most.
  public static final int LARGEST = 100;

  private static final int USUAL = 50;
  private static final int FARTHEST = 999_999_999;

  /// Answers with the part that is asked for, or says what of the question is not understood.
  public static Reply answer(Call call, Function<Paging, Reply> page) {
    Optional<Integer> limit = number(call.asked("limit"), USUAL, 1, LARGEST);
    Optional<Integer> offset = number(call.asked("offset"), 0, 0, FARTHEST);
    if (limit.isEmpty()) {
      return Reply.badRequest(
          "limit: " + call.asked("limit") + " (expected: 1 to " + LARGEST + ")");
    }
    return offset.isEmpty()
        ? Reply.badRequest("offset: " + call.asked("offset") + " (expected: 0 to " + FARTHEST + ")")
        : page.apply(new Paging(limit.get(), offset.get()));
  }

  private static Optional<Integer> number(@Nullable String text, int otherwise, int from, int to) {
    if (text == null) {
      return Optional.of(otherwise);
    }
    if (!text.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number < from || number > to ? Optional.empty() : Optional.of(number);
  }

  /// One more than a page has: whether it is there says whether there is more.
  public int oneMore() {
    return limit + 1;
  }

  /// A page of what [#oneMore] found.
  public <T> Reply page(List<T> found) {
    return Reply.ok(
        new Page<>("list", found.subList(0, Math.min(limit, found.size())), found.size() > limit));
  }

  /// A page of a whole list.
  public <T> Reply pageOf(List<T> all) {
    return page(all.stream().skip(offset).limit(oneMore()).toList());
  }

  /// How pages look.
  public record Page<T>(String object, List<T> data, @JsonProperty("has_more") boolean hasMore) {}
}
