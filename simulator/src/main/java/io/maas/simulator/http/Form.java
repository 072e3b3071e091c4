package io.maas.simulator.http;

import io.maas.simulator.wire.ApiError;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A form of several parts, read as whole.
///
/// @param fields that are text
/// @param files by the names of their fields
record Form(HttpServerRequest request, MultiMap fields, Map<String, Buffer> files) {

  static void read(HttpServerRequest request, Consumer<Form> then) {
    String type = request.getHeader("content-type");
    if (type == null || !type.startsWith("multipart/form-data")) {
      request
          .body()
          .onSuccess(_ ->
              Responses.error(
                  request,
                  ApiError.badRequest(
                      "content-type: " + type + " (expected: multipart/form-data)", null)));
      return;
    }
    Map<String, Buffer> files = new LinkedHashMap<>();
    request.setExpectMultipart(true);
    request.uploadHandler(upload -> {
      Buffer content = Buffer.buffer();
      files.put(upload.name(), content);
      upload.handler(content::appendBuffer);
    });
    request.exceptionHandler(e ->
        Responses.error(
            request, ApiError.badRequest("The form is broken: " + e.getMessage(), null)));
    request.endHandler(_ -> then.accept(new Form(request, request.formAttributes(), files)));
  }

  /// A field, or what is meant where it is missing.
  String text(String name, String otherwise) {
    String value = fields.get(name);
    return value == null ? otherwise : value;
  }
}
