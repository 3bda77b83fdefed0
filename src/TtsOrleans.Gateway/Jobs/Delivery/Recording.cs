using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>Finished chapters of a job, one behind the other as one sound.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Created">When it was ordered: an id may be used again.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Volume">Factor at delivery.</param>
/// <param name="Chapters">Index and samples of each.</param>
internal sealed record Recording(string Job, DateTimeOffset Created, int SampleRate, float Volume, ImmutableArray<(int Index, long Samples)> Chapters)
{
    /// <summary>Samples in all.</summary>
    public long Samples { get; } = Chapters.Sum(chapter => chapter.Samples);

    /// <summary>Bytes of all samples.</summary>
    public long Bytes => Samples * Pcm16.BytesPerSample;

    /// <summary>The whole of a job, or one chapter of it.</summary>
    /// <param name="status">The job.</param>
    /// <param name="chapter">Index of the chapter; null for all.</param>
    public static Recording Of(JobStatus status, int? chapter) => new(
        status.Id,
        status.Created,
        status.SampleRate,
        status.Volume,
        [.. status.Chapters.Select((each, index) => (index, each.Samples)).Where(each => chapter is null || each.index == chapter)]);

    /// <summary>
    /// A name for this sound in a format, the same on every gateway. What a job has stored is written once, so that its id, its
    /// birth and the samples of its chapters say which sound it is.
    /// </summary>
    public string Identity(AudioFormat format)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{Job} {Created.UtcTicks} {SampleRate} {Volume} {string.Join(' ', Chapters.Select(chapter => $"{chapter.Index}:{chapter.Samples}"))}")));
        return $"{Convert.ToHexStringLower(hash.GetCurrentHash())}-{format.Name}";
    }
}
