using System.Text;

namespace TtsOrleans.Deploy.Tests.Observing;

/// <summary>One field of a message in protobuf's wire format; only fields with a length carry a value here.</summary>
internal readonly record struct ProtobufField(int Number, ReadOnlyMemory<byte> Value)
{
    public string Text => Encoding.UTF8.GetString(Value.Span);

    public string Hex => Convert.ToHexStringLower(Value.Span);

    /// <summary>The fields of a message, in order.</summary>
    public static List<ProtobufField> Read(ReadOnlyMemory<byte> message)
    {
        List<ProtobufField> fields = [];
        for (var rest = message; rest.Length > 0;)
        {
            var tag = Varint(ref rest);
            var length = (tag & 7) switch
            {
                0 => Skip(ref rest),
                1 => 8,
                2 => (int)Varint(ref rest),
                5 => 4,
                var kind => throw new InvalidDataException($"Wire type {kind}."),
            };
            fields.Add(new((int)(tag >> 3), rest[..length]));
            rest = rest[length..];
        }

        return fields;
    }

    private static int Skip(ref ReadOnlyMemory<byte> rest)
    {
        Varint(ref rest);
        return 0;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> rest)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = rest.Span[0];
            rest = rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
