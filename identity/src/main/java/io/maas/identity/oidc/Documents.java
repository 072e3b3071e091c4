package io.maas.identity.oidc;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// What issuers serve over HTTP. A port, so that what is believed can be tested without a network.
public interface Documents {

  /// Reads a document. Fails unless it came whole, with status 200.
  CompletionStage<String> get(URI uri);

  /// Sends a form; whatever the status is, the answer is given.
  ///
  /// @param headers further ones, such as a client's credentials
  CompletionStage<Answer> post(URI uri, Map<String, String> form, Map<String, String> headers);

  /// What came back.
  record Answer(int status, String body) {
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }
}
