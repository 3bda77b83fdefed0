using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Hosting;

/// <summary>What a process tells about itself: metrics to be scraped, traces to be exported.</summary>
public static class TtsTelemetry
{
    /// <summary>Where Orleans reports calls, runtime, life cycle and storage.</summary>
    private static readonly string[] OrleansSources =
        ["Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Lifecycle", "Microsoft.Orleans.Storage"];

    /// <summary>From a cached answer (about 1 ms) to a long request under load, seconds.</summary>
    private static readonly double[] Seconds =
        [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>The variable that names a collector of traces, by OpenTelemetry's convention.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Collects the metrics of speech, Orleans, HTTP and the runtime. The activities of speech, Orleans and HTTP are recorded and exported where
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; without one nobody pays for them.
    /// </summary>
    public static IHostApplicationBuilder AddTtsTelemetry(this IHostApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName, serviceInstanceId: NameOf(builder)))
            .WithMetrics(metrics => metrics
                .AddMeter("TtsOrleans*", "Microsoft.Orleans")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddView(BucketsOf)
                .AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0));
        if (!string.IsNullOrEmpty(builder.Configuration[Collector]))
        {
            telemetry.WithTracing(traces => traces
                .AddSource("TtsOrleans*")
                .AddSource(OrleansSources)
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter());
        }

        return builder;
    }

    /// <summary>Serves the metrics at <c>/metrics</c> in Prometheus' text format.</summary>
    public static IEndpointConventionBuilder MapTtsMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics");

    /// <summary>What tells this process from others of its kind.</summary>
    private static string NameOf(IHostApplicationBuilder builder) =>
        builder.Configuration[$"{ClusterOptions.Section}:{nameof(ClusterOptions.SiloName)}"] ?? Environment.MachineName;

    private static ExplicitBucketHistogramConfiguration? BucketsOf(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s" } && instrument.Meter.Name.StartsWith("TtsOrleans", StringComparison.Ordinal)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds }
            : null;
}
