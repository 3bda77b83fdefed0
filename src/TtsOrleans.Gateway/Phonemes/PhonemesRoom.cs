using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Reading;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Phonemes;

/// <summary>How a text is read, without speaking it.</summary>
internal static class PhonemesRoom
{
    /// <summary>Reader keys that requests are spread over.</summary>
    private const int TextReaders = 64;

    public static void MapPhonemes(this WebApplication app) => app
        .MapPost("/api/phonemize", ReadAsync)
        .Accepts<PhonemizeRequest>("application/json")
        .Produces<PhonemizedText>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithSummary("How a text is read: sentences, words, characters with pinyin, and the units that are spoken")
        .WithTags("Speech");

    private static async Task<IResult> ReadAsync(HttpContext context, IGrainFactory grains, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var wish = await BodyReading.ReadWishAsync(context.Request, options.Value.MaxBodyBytes, cancellationToken);
        SpokenText.Check(wish.Text, options.Value.MaxCharacters);
        var reader = grains.GetGrain<ITextReader>(Random.Shared.Next(TextReaders));
        return Results.Ok(await reader.Phonemize(wish.Text!, cancellationToken));
    }
}
