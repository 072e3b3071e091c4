package io.maas.systemtests.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Writes down every request that the Java SDK really sends: it tells its caller only of the last.
final class Attempts implements Interceptor {

  private final List<Attempt> made = new ArrayList<>();

  /// @param status what came back
  /// @param retryAfter what it said about coming back, if anything
  /// @param at when it was sent, on the system's ticker
  record Attempt(int status, @Nullable String retryAfter, long at) {}

  @Override
  public Response intercept(Chain chain) throws IOException {
    long at = System.nanoTime();
    Response response = chain.proceed(chain.request());
    made.add(new Attempt(response.code(), response.header("retry-after"), at));
    return response;
  }

  /// Whether one was refused because of a limit.
  boolean refused() {
    return made.stream().anyMatch(attempt -> attempt.status() == 429);
  }

  /// In the order in which they were made.
  List<Attempt> made() {
    return List.copyOf(made);
  }
}
