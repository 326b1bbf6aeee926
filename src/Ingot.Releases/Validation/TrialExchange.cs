using System.Text;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Schemas;

namespace Ingot.Releases.Validation;

/// <summary>What the two processes of a trial tell each other: the model on the standard input, one line of answers on the standard output.</summary>
internal static class TrialExchange
{
    /// <summary>What the line of answers begins with; a native library may write others.</summary>
    private const string Mark = "trial: ";

    // One line.
    private static readonly JsonSerializerOptions Format = JsonFormat.With(o => o.WriteIndented = false);

    public static void Write(Stream output, TrialSubject subject, long memory)
    {
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        writer.Write(memory);
        writer.Write(subject.Name);
        foreach (var part in new[] { subject.Onnx, Encoding.UTF8.GetBytes(SchemaFile.ToJson(subject.Schema)), Encoding.UTF8.GetBytes(RowsOf(subject).ToJson()) })
        {
            writer.Write(part.LongLength);
            writer.Write(part);
        }
    }

    /// <exception cref="EndOfStreamException">The other process has ended.</exception>
    public static (TrialSubject Subject, long Memory) Read(Stream input)
    {
        using var reader = new BinaryReader(input, Encoding.UTF8, leaveOpen: true);
        var (memory, name) = (reader.ReadInt64(), reader.ReadString());
        byte[] Part()
        {
            var part = new byte[reader.ReadInt64()];
            input.ReadExactly(part);
            return part;
        }

        var onnx = Part();
        return (new TrialSubject(name, onnx, SchemaFile.Parse(Part(), name), GoldenFile.Parse(Part(), name).Rows), memory);
    }

    public static string Write(TrialReply reply) => Mark + JsonSerializer.Serialize(reply, Format);

    /// <exception cref="JsonException">It is none.</exception>
    public static TrialReply? Read(string line) => line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<TrialReply>(line.AsSpan(Mark.Length), Format) : null;

    private static GoldenFile RowsOf(TrialSubject subject) => new(string.Empty, string.Empty, [], subject.Rows);
}
