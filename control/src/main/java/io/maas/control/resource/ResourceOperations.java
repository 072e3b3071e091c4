package io.maas.control.resource;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;
import java.util.Map;

/// What the routes about resources take and answer. The content of a resource is its kind's
/// business, and said in docs/resources.md.
public final class ResourceOperations {

  private static final String TAG = "Resources";

  private static final Schema METADATA =
      Schema.object()
          .needs("name", Schema.text())
          .needs("namespace", Schema.text())
          .tells("uid", Schema.text())
          .tells("generation", Schema.typed("integer"))
          .tells("resourceVersion", Schema.text())
          .tells("creationTimestamp", Schema.moment())
          .tells("deletionTimestamp", Schema.moment())
          .tells("labels", Schema.map(Schema.text()))
          .tells("annotations", Schema.map(Schema.text()))
          .tells("finalizers", Schema.list(Schema.text()))
          .called("Metadata");

  private static final Schema RESOURCE =
      Schema.object()
          .needs("apiVersion", Schema.text())
          .needs("kind", Schema.text())
          .needs("metadata", METADATA)
          .with("additionalProperties", true)
          .called("Resource");

  private static final Schema WANTED_METADATA =
      Schema.object()
          .needs("name", Schema.text())
          .may("namespace", Schema.text())
          .may("resourceVersion", Schema.text().says("On which the change is based."))
          .may("labels", Schema.map(Schema.text()))
          .may("annotations", Schema.map(Schema.text()))
          .may("finalizers", Schema.list(Schema.text()))
          // What the store says of a resource may be sent back: it is not looked at.
          .with("additionalProperties", true)
          .called("MetadataRequest");

  private static final Schema WANTED =
      Schema.object()
          .needs("apiVersion", Schema.text())
          .needs("kind", Schema.text())
          .needs("metadata", WANTED_METADATA)
          .with("additionalProperties", true)
          .called("ResourceRequest");

  private static final Schema WANTED_LIST =
      Schema.object()
          .needs("kind", Schema.oneOf("List"))
          .needs("items", Schema.list(WANTED))
          .with("additionalProperties", true)
          .called("ResourceRequestList");

  public static final Operation APPLY =
      Operation.of(
              "applyResources", TAG, "Applies documents: all are checked before any is written")
          .query("source", Schema.text(), "Who follows them, noted on what is created.")
          .query("dryRun", Schema.oneOf("true", "All"), "Only says what would be done.")
          .takes(
              Map.of(
                  "application/json", Schema.anyOf(WANTED, WANTED_LIST, Schema.list(WANTED)),
                  "application/yaml", Schema.text()))
          .answers(200, Schema.listed(Schema.of(Apply.Applied.class)).called("AppliedList"))
          .refuses(409)
          .errs("violations", Schema.listOf(Draft.Flaw.class));

  public static final Operation LIST =
      Operation.of("listResources", TAG, "The resources of a kind")
          .path("kind", Schema.text(), "Its plural, singular or kind, with or without its group.")
          .query("namespace", Schema.text(), "Only in this one.")
          .paged()
          .answers(200, Schema.paged(RESOURCE).called("ResourcePage"))
          .refuses(404);

  public static final Operation READ =
      one(Operation.of("readResource", TAG, "One resource")).answers(200, RESOURCE);

  public static final Operation PUT =
      one(Operation.of("putResource", TAG, "Writes the whole of a resource"))
          .takes(Map.of("application/json", WANTED, "application/yaml", Schema.text()))
          .answers(200, RESOURCE)
          .answers(201, RESOURCE)
          .refuses(409)
          .errs("violations", Schema.listOf(Draft.Flaw.class));

  public static final Operation PATCH =
      patched(Operation.of("patchResource", TAG, "Merges into what is declared of a resource"));

  public static final Operation PATCH_STATUS =
      patched(Operation.of("patchResourceStatus", TAG, "Merges into the status of a resource"));

  public static final Operation DELETE =
      one(Operation.of("deleteResource", TAG, "Deletes a resource"))
          .answers(200, ResourceEndpoints.Deleted.class);

  private ResourceOperations() {}

  private static Operation patched(Operation operation) {
    Schema patch = Schema.typed("object").with("additionalProperties", true);
    return one(operation)
        .takes(
            Map.of(
                "application/json", patch,
                "application/merge-patch+json", patch,
                "application/yaml", Schema.text()))
        .answers(200, RESOURCE)
        .refuses(409, 415)
        .errs("violations", Schema.listOf(Draft.Flaw.class));
  }

  private static Operation one(Operation operation) {
    return operation
        .path("kind", Schema.text(), "Its plural, singular or kind, with or without its group.")
        .path("namespace", Schema.text(), "Where it is.")
        .path("name", Schema.text(), "Its name.")
        .refuses(404);
  }
}
