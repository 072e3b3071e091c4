package io.maas.simulator.wire;

/// `POST /v1/audio/speech` and `/v1/images/generations`: what both are asked in JSON.
///
/// @param text that is to be spoken, or says what is to be drawn
/// @param images how many pictures
/// @param partials how many unfinished ones a stream shows of each
public record MediaRequest(String model, String text, boolean stream, int images, int partials) {

  private static final int MOST_IMAGES = 10;
  private static final int MOST_CHARACTERS = 4096;

  /// Reads what is to be spoken.
  public static Read<MediaRequest> speech(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var text = fields.text("input", "");
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      fields.wrong("input", fields.get("input"), "a text of at most " + MOST_CHARACTERS);
    }
    boolean stream = fields.text("stream_format", "audio").equals("sse");
    return Read.of(fields, new MediaRequest(fields.text("model", ""), text, stream, 0, 0));
  }

  /// Reads what is to be drawn.
  public static Read<MediaRequest> image(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var text = fields.text("prompt", "");
    if (text.isEmpty()) {
      fields.wrong("prompt", fields.get("prompt"), "a text");
    }
    int images = fields.number("n", 1, 1);
    if (images > MOST_IMAGES) {
      fields.wrong("n", fields.get("n"), "at most " + MOST_IMAGES);
    }
    int partials = fields.number("partial_images", 0, 0);
    return Read.of(
        fields,
        new MediaRequest(fields.text("model", ""), text, fields.flag("stream"), images, partials));
  }
}
