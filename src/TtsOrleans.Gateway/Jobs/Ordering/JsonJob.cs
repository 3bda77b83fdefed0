using System.Text.Json;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Reads a job from JSON; the fields of speech as <see cref="JsonWish"/> reads them.</summary>
internal static class JsonJob
{
    /// <exception cref="ApiProblem">Something has the wrong type.</exception>
    public static JobWish Read(JsonElement body)
    {
        var wish = new JobWish { Speaking = JsonWish.Read(body) };
        foreach (var property in body.EnumerateObject())
        {
            wish = JsonWish.NameOf(property) switch
            {
                "title" => wish with { Title = JsonWish.Text(property) },
                "paragraphs" => wish with { Paragraphs = List(property, "paragraphs", Object) },
                "chapters" => wish with { Chapters = List(property, "chapters", Chapter) },
                _ => wish,
            };
        }

        return wish;
    }

    private static ChapterWish Chapter(JsonElement element, string place)
    {
        var chapter = new ChapterWish(null, Object(element, place).Text, null);
        foreach (var property in element.EnumerateObject())
        {
            chapter = JsonWish.NameOf(property) switch
            {
                "title" => chapter with { Title = JsonWish.Text(property) },
                "paragraphs" => chapter with { Paragraphs = List(property, $"{place}.paragraphs", Object) },
                _ => chapter,
            };
        }

        return chapter;
    }

    private static SpeakingWish Object(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw ApiProblem.BadRequest($"'{place}' must be an object; it is {JsonWish.Kind(element)}.");
        }

        try
        {
            return JsonWish.Read(element);
        }
        catch (ApiProblem problem)
        {
            throw problem.At(place);
        }
    }

    private static List<T>? List<T>(JsonProperty property, string place, Func<JsonElement, string, T> read) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => [.. property.Value.EnumerateArray().Select((element, index) => read(element, $"{place}[{index}]"))],
        _ => throw ApiProblem.BadRequest($"'{place}' must be an array; it is {JsonWish.Kind(property.Value)}."),
    };
}
