package io.maas.control.job;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes about jobs take and answer.
public final class JobOperations {

  private static final String TAG = "Jobs";

  public static final Operation LIST =
      Operation.of("listJobs", TAG, "What is done without being asked, and when it was last")
          .paged()
          .answers(200, Schema.paged(Schema.of(JobEndpoints.JobView.class)).called("JobList"));

  public static final Operation READ =
      Operation.of("readJob", TAG, "One job")
          .path("job", Schema.text(), "The job's name.")
          .answers(200, JobEndpoints.JobView.class)
          .refuses(404);

  public static final Operation RUN =
      Operation.of("runJob", TAG, "Runs a job soon, whenever it is due")
          .path("job", Schema.text(), "The job's name.")
          .answers(202, JobEndpoints.JobView.class)
          .refuses(404, 409);

  private JobOperations() {}
}
