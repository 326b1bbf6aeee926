using System.Text;

namespace Ingot.Pipeline.Tests;

/// <summary>A project that learns without a label, with made-up data of the columns usage, age and plan.</summary>
internal static class UnlabelledModel
{
    /// <summary>A project of it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hasLabel">Whether the data say what each row is, in the column kind.</param>
    /// <param name="row">A row by its number, without the label, and its label.</param>
    public static ModelFolder Folder(string task, bool hasLabel, Func<Random, int, (string Cells, string Label)> row)
    {
        var model = new ModelFolder();
        model.Properties["ModelTask"] = task;
        model.Properties["ModelLabel"] = hasLabel ? "kind" : string.Empty;
        WriteData("train.csv", 900, 1);
        WriteData("reference.csv", 300, 2);
        return model;

        void WriteData(string file, int rows, int seed)
        {
            var random = new Random(seed);
            var text = new StringBuilder(hasLabel ? "usage,age,plan,kind\n" : "usage,age,plan\n");
            for (var i = 0; i < rows; i++)
            {
                var (cells, kind) = row(random, i);
                text.Append(cells).Append(hasLabel ? $",{kind}\n" : "\n");
            }

            File.WriteAllText(model.File(file), text.ToString());
        }
    }
}
