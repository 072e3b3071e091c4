package io.maas.bench.load;

import java.util.Map;

/// The request that a load is made of, always a `POST`.
public record Call(String url, Map<String, String> headers, String body) {

  public Call {
    headers = Map.copyOf(headers);
  }
}
