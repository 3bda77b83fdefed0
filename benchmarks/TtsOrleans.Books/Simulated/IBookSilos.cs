using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Books.Simulated;

/// <summary>Silos that speak in the simulated voice, and what they store a book in; that is deleted with them.</summary>
internal interface IBookSilos : IAsyncDisposable
{
    /// <summary>Their only voice.</summary>
    Voice Voice { get; }

    /// <summary>Reaches their grains.</summary>
    IGrainFactory Grains { get; }

    /// <summary>Pieces that their engines have begun.</summary>
    long Begun { get; }

    /// <summary>Physical memory of the silo that holds most now, bytes.</summary>
    long Memory { get; }

    /// <summary>The most that one of them has held.</summary>
    long PeakMemory { get; }

    /// <summary>Processor time of the silos and of a database apart from them, until now.</summary>
    (TimeSpan Silos, TimeSpan Database) Processor { get; }

    /// <summary>What all that is stored takes, for people.</summary>
    Task<string> DescribeStorageAsync();

    /// <summary>How often a run of the book was begun, once it has ended: its version counts the order, each run and the end.</summary>
    Task<long> CountRunsAsync();

    /// <summary>Ends the silo that runs the book, and starts it again a few seconds later.</summary>
    Task EndRunnerAsync(MiddleOfBook how);
}
