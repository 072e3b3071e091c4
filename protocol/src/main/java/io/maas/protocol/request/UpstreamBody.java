package io.maas.protocol.request;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.maas.protocol.request.InferenceRequest.Bound;
import io.maas.protocol.request.InferenceRequest.Form;
import io.maas.protocol.request.InferenceRequest.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The client's body with what governance must touch spliced in, and every other byte as it came.
public final class UpstreamBody {

  private static final String USAGE_OPTION = "{\"include_usage\":true}";

  private final byte[] original;
  private final List<Splice> splices = new ArrayList<>(3);
  private final StringBuilder added = new StringBuilder();

  private UpstreamBody(byte[] original) {
    this.original = original;
  }

  /// Writes the body for an upstream.
  ///
  /// @param servedModel our name of the model there
  /// @param allowance the most tokens that an answer may have, if a strict limit says so
  public static byte[] of(InferenceRequest request, String servedModel, OptionalLong allowance) {
    Form form = request.form();
    if (form != null) {
      return FormBody.of(request, form, servedModel);
    }
    UpstreamBody body = new UpstreamBody(request.body());
    if (!servedModel.equals(request.model())) {
      body.set("model", request.spans().model(), quoted(servedModel));
    }
    if (allowance.isPresent() && request.operation().generates()) {
      body.bound(request, BoundName.of(servedModel), allowance.getAsLong());
    }
    if (request.stream() && !request.usageAsked() && mustAskForUsage(request.operation())) {
      body.set("stream_options", request.spans().streamOptions(), USAGE_OPTION);
    }
    return body.write();
  }

  /// Responses and messages tell their usage unasked.
  private static boolean mustAskForUsage(Operation operation) {
    return operation == Operation.CHAT || operation == Operation.COMPLETION;
  }

  /// Every bound that is there is lowered, since engines differ in which of them they obey; where
  /// there is none that all engines know one is added.
  private void bound(InferenceRequest request, String name, long allowance) {
    Bound maxTokens = request.spans().maxTokens();
    Bound maxCompletionTokens = request.spans().maxCompletionTokens();
    lower(maxTokens, allowance);
    lower(maxCompletionTokens, allowance);
    lower(request.spans().maxOutputTokens(), allowance);
    lower(request.spans().predict(), allowance);
    if (request.operation() == Operation.RESPONSE) {
      if (request.spans().maxOutputTokens() == null) {
        set("max_output_tokens", null, Long.toString(allowance));
      }
    } else if (maxTokens == null && maxCompletionTokens == null) {
      set(name, null, Long.toString(allowance));
    }
  }

  private void lower(@Nullable Bound bound, long allowance) {
    if (bound != null && bound.exceeds(allowance)) {
      splices.add(new Splice(bound.span(), Long.toString(allowance)));
    }
  }

  private void set(String field, @Nullable Span span, String value) {
    if (span == null) {
      added.append('"').append(field).append("\":").append(value).append(',');
    } else {
      splices.add(new Splice(span, value));
    }
  }

  private byte[] write() {
    if (splices.isEmpty() && added.isEmpty()) {
      return original;
    }
    splices.sort(Comparator.comparingInt(splice -> splice.span.from()));
    int open = indexOfBrace();
    byte[] addition = added.toString().getBytes(StandardCharsets.UTF_8);
    int adding = isEmptyObject(open) && addition.length > 0 ? addition.length - 1 : addition.length;
    ByteBuffer out = ByteBuffer.allocate(length(adding));
    out.put(original, 0, open + 1).put(addition, 0, adding);
    int at = open + 1;
    for (Splice splice : splices) {
      out.put(original, at, splice.span.from() - at).put(splice.value);
      at = splice.span.to();
    }
    return out.put(original, at, original.length - at).array();
  }

  /// To the byte: a large body must not be copied twice.
  private int length(int adding) {
    int length = original.length + adding;
    for (Splice splice : splices) {
      length += splice.value.length - (splice.span.to() - splice.span.from());
    }
    return length;
  }

  private int indexOfBrace() {
    int at = 0;
    while (original[at] != '{') {
      at++;
    }
    return at;
  }

  private boolean isEmptyObject(int open) {
    int at = open + 1;
    while (original[at] == ' '
        || original[at] == '\n'
        || original[at] == '\r'
        || original[at] == '\t') {
      at++;
    }
    return original[at] == '}';
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private record Splice(Span span, byte[] value) {
    Splice(Span span, String value) {
      this(span, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
