package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maas.protocol.request.InferenceRequest.Form;
import io.maas.protocol.request.InferenceRequest.Span;
import java.nio.ByteBuffer;

/// A client's form with the model's name replaced, and every other byte as it came.
final class FormBody {

  private FormBody() {}

  static byte[] of(InferenceRequest request, Form form, String servedModel) {
    byte[] body = request.body();
    if (servedModel.equals(request.model())) {
      return body;
    }
    byte[] name = servedModel.getBytes(UTF_8);
    Span span = request.spans().model();
    if (span == null) {
      byte[] part = part(form, servedModel);
      return ByteBuffer.allocate(part.length + body.length).put(part).put(body).array();
    }
    return ByteBuffer.allocate(body.length - (span.to() - span.from()) + name.length)
        .put(body, 0, span.from())
        .put(name)
        .put(body, span.to(), body.length - span.to())
        .array();
  }

  /// On a model's own path the form need not name it; the engine wants to know.
  private static byte[] part(Form form, String servedModel) {
    return ("--"
            + form.boundary()
            + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n"
            + servedModel
            + "\r\n")
        .getBytes(UTF_8);
  }
}
