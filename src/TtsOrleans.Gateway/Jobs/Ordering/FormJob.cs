using Microsoft.AspNetCore.Http.Features;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Reads a job from a form: a file of text, or a field of it, and the other fields.</summary>
internal static class FormJob
{
    private const string Part = "file";
    private static readonly string[] s_markdown = [".md", ".markdown"];
    private static readonly string[] s_plain = ["", ".txt", ".text"];

    /// <exception cref="ApiProblem">The form cannot be read, or its file is no text.</exception>
    public static async ValueTask<JobWish> ReadAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        var form = await ReadFormAsync(request, maxBytes, cancellationToken);
        var wish = new JobWish { Speaking = TextWish.Read(name => form[name]), Title = form["title"] is { Count: > 0 } titles ? titles[^1] : null };
        if (form.Files.Count == 0)
        {
            return wish;
        }

        if (form.Files is not [{ Name: Part } file])
        {
            throw ApiProblem.BadRequest($"Send one file, as the part '{Part}'.");
        }

        if (!string.IsNullOrEmpty(wish.Speaking.Text))
        {
            throw ApiProblem.BadRequest($"Send the text as the part '{Part}' or as the field 'text', not as both.");
        }

        // Browsers send a name, some clients a path; only the last of it is looked at, as a title.
        var name = file.FileName.Split('/', '\\')[^1];
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var isMarkdown = s_markdown.Contains(extension);
        if (!isMarkdown && !s_plain.Contains(extension))
        {
            throw ApiProblem.UnsupportedMediaType($"A '{Quoted.Short(extension)}' file is not read here; send plain text (.txt) or Markdown (.md).");
        }

        return wish with
        {
            Speaking = wish.Speaking with { Text = TextDecoder.Decode(await ReadFileAsync(file, cancellationToken)) },
            IsMarkdown = isMarkdown,
            Title = string.IsNullOrWhiteSpace(wish.Title) ? Path.GetFileNameWithoutExtension(name) : wish.Title,
        };
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(new FormOptions { ValueLengthLimit = (int)maxBytes, MultipartBodyLengthLimit = maxBytes, ValueCountLimit = 64 }, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw ApiProblem.BadRequest($"The form cannot be read: {exception.Message}");
        }
    }

    private static async Task<byte[]> ReadFileAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
