using System.Text;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using TtsOrleans.Speech.Onnx;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>
/// Chooses the reading of characters that have several, from the sentence around them. One session with one thread; its run is thread-safe.
/// Input <c>characters</c> [1, T+2] between &lt;bos&gt; and &lt;eos&gt;, output <c>logits</c> [1, T+2, classes].
/// </summary>
internal sealed class PolyphoneModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly Dictionary<int, int> _characters = [];
    private readonly Dictionary<int, int[]> _candidates = [];
    private readonly Reading[] _classes;
    private readonly int _unknown, _begin, _end;

    private PolyphoneModel(InferenceSession session, JsonElement tables)
    {
        _session = session;
        _classes = [.. tables.GetProperty("classes").EnumerateArray().Select(item => Reading.Parse(Encoding.UTF8.GetBytes(item.GetString()!)))];
        var ids = tables.GetProperty("characters");
        _unknown = ids.GetProperty("<unk>").GetInt32();
        _begin = ids.GetProperty("<bos>").GetInt32();
        _end = ids.GetProperty("<eos>").GetInt32();
        foreach (var character in ids.EnumerateObject().Where(item => item.Name.EnumerateRunes().Count() == 1))
        {
            _characters[Rune.GetRuneAt(character.Name, 0).Value] = character.Value.GetInt32();
        }

        var classes = tables.GetProperty("classes").EnumerateArray().Select((item, id) => (Name: item.GetString()!, id)).ToDictionary(item => item.Name, item => item.id);
        foreach (var character in tables.GetProperty("readings").EnumerateObject().Where(item => item.Value.GetArrayLength() > 1))
        {
            int[] candidates = [.. character.Value.EnumerateArray().Select(item => classes.GetValueOrDefault(item.GetString()!, -1)).Where(id => id >= 0)];
            if (candidates.Length > 1)
            {
                _candidates[Rune.GetRuneAt(character.Name, 0).Value] = candidates;
            }
        }
    }

    public static PolyphoneModel Load(string model, string tables)
    {
        _ = OnnxEnvironment.Instance;
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        using var document = JsonDocument.Parse(File.ReadAllBytes(tables));
        return new PolyphoneModel(new InferenceSession(model, options), document.RootElement);
    }

    /// <summary>Whether the character has several readings.</summary>
    public bool Knows(Rune character) => _candidates.ContainsKey(character.Value);

    /// <summary>For each character with several readings the likeliest one and its probability among them; null for the others.</summary>
    public (Reading Reading, float Probability)?[] Choose(ReadOnlySpan<Rune> characters)
    {
        var ids = new long[characters.Length + 2];
        ids[0] = _begin;
        ids[^1] = _end;
        for (var i = 0; i < characters.Length; i++)
        {
            ids[i + 1] = _characters.GetValueOrDefault(characters[i].Value, _unknown);
        }

        using var input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var outputs = _session.Run(_options, ["characters"], [input], ["logits"]);
        var logits = outputs[0].GetTensorDataAsSpan<float>();
        var chosen = new (Reading, float)?[characters.Length];
        for (var i = 0; i < characters.Length; i++)
        {
            if (_candidates.TryGetValue(characters[i].Value, out var candidates))
            {
                chosen[i] = Likeliest(logits.Slice((i + 1) * _classes.Length, _classes.Length), candidates);
            }
        }

        return chosen;
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private (Reading, float) Likeliest(ReadOnlySpan<float> logits, int[] candidates)
    {
        var best = candidates[0];
        foreach (var candidate in candidates)
        {
            best = logits[candidate] > logits[best] ? candidate : best;
        }

        var sum = 0f;
        foreach (var candidate in candidates)
        {
            sum += MathF.Exp(logits[candidate] - logits[best]);
        }

        return (_classes[best], 1 / sum);
    }
}
