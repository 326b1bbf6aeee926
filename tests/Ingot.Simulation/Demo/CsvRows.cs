using System.Globalization;
using System.Text;
using Ingot.Core.Tables;

namespace Ingot.Simulation.Demo;

/// <summary>Customers as delimited text, as data/telco has them.</summary>
internal static class CsvRows
{
    /// <summary>Writes them.</summary>
    public static void Write(string path, Table rows)
    {
        var text = new StringBuilder(string.Join(',', rows.Columns.Select(c => $"\"{c.Name}\"")) + "\n");
        for (var row = 0; row < rows.Rows; row++)
        {
            var index = row;
            text.AppendJoin(',', rows.Columns.Select(c => c is NumberColumn n
                ? double.IsNaN(n.Values[index]) ? string.Empty : n.Values[index].ToString(CultureInfo.InvariantCulture)
                : $"\"{((StringColumn)c)[index]}\"")).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Changes a column of some rows of a file, whoever wrote it. None of its texts has a comma in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">The new value.</param>
    /// <param name="label">The column by which rows are chosen.</param>
    /// <param name="chosen">Whether a row with this text in it is changed.</param>
    public static void Replace(string path, string column, string value, string label, Func<string, bool> chosen)
    {
        var lines = File.ReadAllLines(path);
        string[] names = [.. lines[0].Split(',').Select(n => n.Trim('"'))];
        var (at, by) = (Array.IndexOf(names, column), Array.IndexOf(names, label));
        File.WriteAllLines(path, lines.Select((line, i) =>
        {
            var cells = line.Split(',');
            if (i > 0 && chosen(cells[by].Trim('"')))
            {
                cells[at] = value;
            }

            return string.Join(',', cells);
        }));
    }
}
