using System.Globalization;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Tests.Caching;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>This assembly as a process of its own, which stores audio until it is killed.</summary>
internal static class StoringProcess
{
    /// <summary>Stores pieces in the folder given, and says each key once it is stored.</summary>
    private static async Task<int> Main(string[] args)
    {
        if (args is not [var folder])
        {
            return 1;
        }

        using var host = TestSilo.Build(folder);
        var storage = host.AudioStorage();
        for (var i = 0; ; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            var entry = AudioArchiveEntry.Of(key, AudioArchiveTests.Audio(i, 200_000));
            await storage.WriteStateAsync(AudioArchiveEntry.StateName, AudioArchive.IdOf(key), new GrainState<AudioArchiveEntry>(entry));
            Console.WriteLine(key);
        }
    }
}
