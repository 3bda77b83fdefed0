using System.Collections.Immutable;
using System.Net;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>Orders for pieces that no text was read for.</summary>
internal static class TestPieces
{
    public static PieceSynthesis Of(VoiceReference voice, int units, double slack = 0, SpeechPriority priority = SpeechPriority.Interactive)
    {
        ImmutableArray<short> ids = [.. Enumerable.Repeat((short)1, units)];
        return new($"{units:x64}", voice, new SpeakingStyle(0, 0), new PieceUnits(ids, ids, ids, ids), false, TimeSpan.FromSeconds(slack), priority);
    }
}

/// <summary>A silo that has only a name.</summary>
internal sealed class NamedSilo(string name) : ILocalSiloDetails
{
    public string Name => name;

    public string ClusterId => "test";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

    public SiloAddress GatewayAddress => SiloAddress;
}
