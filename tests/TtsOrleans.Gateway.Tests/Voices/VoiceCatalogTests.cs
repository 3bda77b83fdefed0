using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Gateway.Voices;

namespace TtsOrleans.Gateway.Tests.Voices;

/// <summary>What the gateway says while the cluster says nothing.</summary>
public sealed class VoiceCatalogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Directory _directory = new();
    private readonly Recorder _log = new();
    private readonly VoiceCatalog _catalog;

    public VoiceCatalogTests()
    {
        var grains = DispatchProxy.Create<IGrainFactory, OneGrain>();
        ((OneGrain)(object)grains).Grain = _directory;
        _catalog = new(grains, Options.Create(new VoiceListOptions()), Options.Create(new HostOptions()), new Started(), _time, _log);
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task A_silence_is_said_once_when_it_begins_and_once_when_it_ends()
    {
        await AskAsync(times: 2);
        Assert.Empty(_log.Entries);

        _directory.Answers = false;
        await AskAsync(times: 40);
        Assert.False(_catalog.Answering);
        var (level, message) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("TimeoutException: nobody there", message, StringComparison.Ordinal);

        _directory.Answers = true;
        await AskAsync(times: 2);
        Assert.True(_catalog.Answering);
        Assert.Equal(2, _log.Entries.Count);
        Assert.Equal((LogLevel.Information, "The cluster says again which voices it has, after 00:00:10"), _log.Entries[1]);
    }

    [Fact]
    public async Task Every_silence_is_said()
    {
        foreach (var answers in new[] { false, true, false, true })
        {
            _directory.Answers = answers;
            await AskAsync(times: 1);
        }

        Assert.Equal([LogLevel.Warning, LogLevel.Information, LogLevel.Warning, LogLevel.Information], _log.Entries.Select(entry => entry.Level));
    }

    private async Task AskAsync(int times)
    {
        for (var asked = 0; asked < times; asked++)
        {
            await _catalog.FollowAsync(CancellationToken.None);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    private sealed class Directory : IVoiceDirectory
    {
        public bool Answers { get; set; } = true;

        public Task<ImmutableArray<VoiceDescription>> GetVoices() =>
            Answers ? Task.FromResult(ImmutableArray<VoiceDescription>.Empty) : throw new TimeoutException("nobody there");
    }

    /// <summary>A factory that has one grain for all who ask.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "The proxy derives from it at run time.")]
    private class OneGrain : DispatchProxy
    {
        public IVoiceDirectory? Grain { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Grain;
    }

    private sealed class Started : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => throw new NotSupportedException();
    }

    private sealed class Recorder : ILogger<VoiceCatalog>
    {
        public List<(LogLevel Level, string Message)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception)));
    }
}
