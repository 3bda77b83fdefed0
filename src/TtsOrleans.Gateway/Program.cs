using TtsOrleans.Gateway.Admission;
using TtsOrleans.Gateway.Cluster;
using TtsOrleans.Gateway.Dashboard;
using TtsOrleans.Gateway.Docs;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Health;
using TtsOrleans.Gateway.Jobs;
using TtsOrleans.Gateway.Keys;
using TtsOrleans.Gateway.Page;
using TtsOrleans.Gateway.Phonemes;
using TtsOrleans.Gateway.Rehearsing;
using TtsOrleans.Gateway.Requests;
using TtsOrleans.Gateway.Server;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Gateway.Stopping;
using TtsOrleans.Gateway.Telemetry;
using TtsOrleans.Gateway.Voices;
using TtsOrleans.Hosting;

var builder = TtsStart.CreateBuilder(args);
builder.AddServer();
builder.AddCluster();
builder.AddErrors();
builder.AddKeys();
builder.AddHealth();
builder.AddVoices();
builder.AddAdmission();
builder.AddSpeaking();
builder.AddRehearsal();
builder.AddJobs();
builder.AddInstruments();
builder.AddDocs();
builder.AddDashboard();
builder.AddStopping();

var app = builder.Build();

// A name for what follows; errors, so that they see what all others throw; the page's files before keys, because they are open to all.
app.UseRequestIds();
app.UseErrors();
app.UsePage();
app.UseRouting();
app.UseKeys();

app.MapHealth();
app.MapSpeaking();
app.MapJobs();
app.MapPhonemes();
app.MapVoices();
app.MapCluster();
app.MapDocs();
app.MapDashboard();

return await app.RunTtsAsync();
