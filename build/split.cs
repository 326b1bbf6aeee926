// Splits a table of data/ once into training and reference rows:
//   dotnet run build/split.cs -- <source.csv> <folder> [--stratify COLUMN] [--fraction 0.2] [--seed 1]
// A row goes by the hash of its own bytes: the split needs no random numbers, the order of the file does not matter,
// and equal rows stay on one side, so the split itself leaks nothing. Lines are copied byte for byte.
#:property PublishAot=false
#:property RunAnalyzers=false

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

var values = new Dictionary<string, string>(StringComparer.Ordinal);
var positional = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (!args[i].StartsWith("--", StringComparison.Ordinal))
    {
        positional.Add(args[i]);
    }
    else if (++i < args.Length)
    {
        values[args[i - 1]] = args[i];
    }
}

if (positional.Count != 2)
{
    Console.Error.WriteLine("usage: dotnet run build/split.cs -- <source.csv> <folder> [--stratify COLUMN] [--fraction 0.2] [--seed 1]");
    return 2;
}

var fraction = double.Parse(values.GetValueOrDefault("--fraction", "0.2"), CultureInfo.InvariantCulture);
var seed = values.GetValueOrDefault("--seed", "1");
var lines = ReadLines(File.ReadAllBytes(positional[0]));
var header = Fields(lines[0]);
var stratum = values.TryGetValue("--stratify", out var column) ? Array.IndexOf(header, column) : -1;
if (column != null && stratum < 0)
{
    Console.Error.WriteLine($"{positional[0]} has no column '{column}', only: {string.Join(", ", header)}.");
    return 2;
}

var reference = new HashSet<int>();
var rows = Enumerable.Range(1, lines.Count - 1)
    .Select(i => (Index: i, Hash: Hash(lines[i]), Stratum: stratum < 0 ? "" : Fields(lines[i])[stratum]));
foreach (var group in rows.GroupBy(r => r.Stratum, StringComparer.Ordinal))
{
    var ranked = group.OrderBy(r => r.Hash, StringComparer.Ordinal).ToList();
    var count = (int)Math.Round(fraction * ranked.Count, MidpointRounding.AwayFromZero);
    for (var i = 0; i < ranked.Count && (i < count || (i > 0 && ranked[i].Hash == ranked[i - 1].Hash && reference.Contains(ranked[i - 1].Index))); i++)
    {
        reference.Add(ranked[i].Index);
    }
}

Directory.CreateDirectory(positional[1]);
Write("train.csv", i => !reference.Contains(i));
Write("reference.csv", reference.Contains);
return 0;

void Write(string name, Func<int, bool> take)
{
    var path = Path.Combine(positional[1], name);
    var taken = 0;
    using (var stream = File.Create(path))
    {
        stream.Write(lines[0]);
        for (var i = 1; i < lines.Count; i++)
        {
            if (take(i))
            {
                stream.Write(lines[i]);
                taken++;
            }
        }
    }

    Console.WriteLine($"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  {name}  {taken} rows");
}

string Hash(byte[] line) => Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes(seed + "\n"), .. line]));

// A line keeps its line ending. A field with a line break in it is refused: it would be cut in two.
static List<byte[]> ReadLines(byte[] bytes)
{
    var lines = new List<byte[]>();
    for (var start = 0; start < bytes.Length;)
    {
        var end = Array.IndexOf(bytes, (byte)'\n', start);
        end = end < 0 ? bytes.Length : end + 1;
        var line = bytes[start..end];
        if (line.Count(b => b == (byte)'"') % 2 != 0)
        {
            throw new InvalidDataException($"Line {lines.Count + 1} has a quoted field with a line break; this program splits by lines.");
        }

        lines.Add(line[^1] == (byte)'\n' ? line : [.. line, (byte)'\n']);
        start = end;
    }

    return lines;
}

static string[] Fields(byte[] line)
{
    var fields = new List<string>();
    var field = new StringBuilder();
    var quoted = false;
    foreach (var c in Encoding.UTF8.GetString(line).TrimEnd('\r', '\n'))
    {
        if (c == '"')
        {
            quoted = !quoted;
        }
        else if (c == ',' && !quoted)
        {
            fields.Add(field.ToString());
            field.Clear();
        }
        else
        {
            field.Append(c);
        }
    }

    fields.Add(field.ToString());
    return [.. fields];
}
