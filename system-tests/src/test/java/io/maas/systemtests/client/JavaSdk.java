package io.maas.systemtests.client;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.List;
import okhttp3.Interceptor;

/// OpenAI's SDK for Java, set up as its documentation says: a base URL and a key. Every answer is
/// held against the SDK's own idea of it.
record JavaSdk(OpenAIClient client) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static JavaSdk of(SdkAccounts accounts, String key) {
    return new JavaSdk(builder(accounts, key).build());
  }

  /// One that does not try again by itself.
  static JavaSdk once(SdkAccounts accounts, String key) {
    return new JavaSdk(builder(accounts, key).maxRetries(0).build());
  }

  /// One whose requests are watched.
  static JavaSdk watched(SdkAccounts accounts, String key, Interceptor watcher) {
    return new JavaSdk(builder(accounts, key).addInterceptor(watcher).build());
  }

  /// A question to the model of these tests, to be completed.
  static ChatCompletionCreateParams.Builder question(String text) {
    return ChatCompletionCreateParams.builder().model(SdkAccounts.MODEL).addUserMessage(text);
  }

  ChatCompletion chat(ChatCompletionCreateParams.Builder question) {
    return client.chat().completions().create(question.build()).validate();
  }

  List<ChatCompletionChunk> stream(ChatCompletionCreateParams.Builder question) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(question.build())) {
      return stream.stream().map(ChatCompletionChunk::validate).toList();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static OpenAIOkHttpClient.Builder builder(SdkAccounts accounts, String key) {
    return OpenAIOkHttpClient.builder().baseUrl(accounts.url()).apiKey(key).timeout(PATIENCE);
  }
}
