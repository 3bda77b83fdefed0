using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Writes server-sent events whose data is one JSON object.</summary>
internal sealed class EventWriter(PipeWriter output)
{
    /// <summary>Writes an event; <paramref name="members"/> fill its object.</summary>
    public void Write(string name, Action<Utf8JsonWriter> members)
    {
        Begin(name);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }

    /// <summary>Writes an event whose data is <paramref name="value"/> as JSON.</summary>
    public void Write<T>(string name, T value, JsonSerializerOptions options)
    {
        Begin(name);
        using (var json = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(json, value, options);
        }

        output.Write("\n\n"u8);
    }

    /// <summary>Writes a line that clients skip, which keeps the connection from looking dead.</summary>
    public void Comment(string text) => Encoding.UTF8.GetBytes($": {text}\n\n", output);

    /// <summary>Sends what was written.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if ((await output.FlushAsync(cancellationToken)).IsCanceled)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private void Begin(string name) => Encoding.UTF8.GetBytes($"event: {name}\ndata: ", output);
}
