package io.maas.gateway.journal;

import io.maas.domain.metering.Media;

/// What is taken beside tokens, in bytes: three numbers, since the fifth format.
final class MediaCodec {

  private static final int SINCE = 5;

  private MediaCodec() {}

  static FrameWriter write(FrameWriter into, Media media) {
    return into.number(media.seconds()).number(media.characters()).number(media.images());
  }

  static Media read(PayloadReader from) {
    return from.version() < SINCE
        ? Media.NONE
        : new Media(from.number(), from.number(), from.number());
  }
}
