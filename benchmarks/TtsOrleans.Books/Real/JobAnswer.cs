namespace TtsOrleans.Books.Real;

/// <summary>A job as the gateway tells of it; only what is looked at here.</summary>
internal sealed record JobAnswer(string Id, string State, Count Sentences, double AudioSeconds, long? EtaSeconds, IReadOnlyList<ChapterAnswer> Chapters, string? Audio)
{
    /// <summary>What part of the sentences is rendered; 0 while their number is not known.</summary>
    public double Share => Sentences.Total is > 0 and { } total ? (double)Sentences.Done / total : 0;
}

/// <summary>How much of something is done.</summary>
internal sealed record Count(long Done, long? Total);

/// <summary>A chapter of it.</summary>
internal sealed record ChapterAnswer(int Number, string Title, Count Sentences, double AudioSeconds, string? Audio);
