using TtsOrleans.Hosting;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Gateway.Cluster;

/// <summary>The cluster behind the gateway: its own silo in embedded mode, otherwise other processes.</summary>
internal static class ClusterRoom
{
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        if (ClusterOptions.ModeOf(builder.Configuration) == ClusterMode.Embedded)
        {
            builder.AddTtsSilo();
        }
        else
        {
            builder.AddTtsClient();

            // Health can be asked, and requests are told to come back, while no silo answers yet.
            builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        }

        builder.AddTtsTelemetry();
        builder.Services.AddSingleton<ClusterSurvey>();
    }

    public static void MapCluster(this WebApplication app)
    {
        app.MapGet("/api/cluster", (ClusterSurvey survey, CancellationToken cancellationToken) => survey.GetAsync(cancellationToken))
            .WithSummary("The silos and what they do")
            .WithTags("Service")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapTtsMetrics();
    }
}
