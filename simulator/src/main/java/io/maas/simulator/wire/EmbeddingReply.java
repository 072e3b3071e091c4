package io.maas.simulator.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/// The vectors of an embedding request, as text.
public final class EmbeddingReply {
  private EmbeddingReply() {}

  /// A list of vectors: the part of a reply that takes its time to write and depends on the request
  /// alone.
  ///
  /// @param base64 as little-endian 32-bit floats in base64, or as lists of numbers
  public static byte[] data(List<float[]> vectors, boolean base64) {
    var out = new ByteWriter(1024);
    for (int i = 0; i < vectors.size(); i++) {
      out.ascii(i == 0 ? "{\"index\":" : ",{\"index\":").number(i);
      out.ascii(",\"object\":\"embedding\",\"embedding\":");
      if (base64) {
        out.ascii("\"").raw(encoded(vectors.get(i))).ascii("\"}");
      } else {
        numbers(out, vectors.get(i));
        out.ascii("}");
      }
    }
    return out.toBytes();
  }

  /// The whole reply. Usage is left out where `promptTokens` is negative.
  public static byte[] write(String id, long created, String model, byte[] data, int promptTokens) {
    var out = new ByteWriter(data.length + 512);
    out.ascii("{\"id\":\"").ascii(id).ascii("\",\"object\":\"list\",\"created\":").number(created);
    out.ascii(",\"model\":").string(model).ascii(",\"data\":[").raw(data).ascii("]");
    if (promptTokens >= 0) {
      out.ascii(",\"usage\":{\"prompt_tokens\":").number(promptTokens);
      out.ascii(",\"total_tokens\":").number(promptTokens);
      out.ascii(",\"completion_tokens\":0,\"prompt_tokens_details\":null}");
    }
    return out.ascii("}").toBytes();
  }

  private static void numbers(ByteWriter out, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      out.ascii(i == 0 ? "[" : ",").ascii(Float.toString(vector[i]));
    }
    out.ascii("]");
  }

  private static byte[] encoded(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) {
      bytes.putFloat(value);
    }
    return Base64.getEncoder().encode(bytes.array());
  }
}
