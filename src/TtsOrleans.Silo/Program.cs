using TtsOrleans.Hosting;

if (args is ["migrate", .. var settings])
{
    return await TtsMigration.RunAsync(settings);
}

var builder = TtsStart.CreateBuilder(args, ("Cluster:Mode", "Localhost"), ("urls", "http://127.0.0.1:7870"));
builder.AddTtsSilo();
builder.AddTtsTelemetry();

// The health of a silo can be asked while its voices still warm up.
builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);

var app = builder.Build();
app.MapTtsHealth();
app.MapTtsMetrics();
return await app.RunTtsAsync();
