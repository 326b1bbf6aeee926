namespace Ingot.Core.Diagnostics;

/// <summary>The numbered messages of the Prepare stage (INGOT1xxx).</summary>
public static class PrepareDiagnostics
{
    /// <summary>A property or an item of the model project is missing or has a value that cannot be used.</summary>
    public static DiagnosticDescriptor InvalidProject { get; } =
        new("INGOT1001", DiagnosticSeverity.Error, "The model project is incomplete or wrong");

    /// <summary>The schema file is damaged or contradicts itself.</summary>
    public static DiagnosticDescriptor InvalidSchema { get; } =
        new("INGOT1002", DiagnosticSeverity.Error, "The schema file cannot be used");

    /// <summary>A data file does not exist, or is only the pointer of a large file.</summary>
    public static DiagnosticDescriptor MissingFile { get; } =
        new("INGOT1003", DiagnosticSeverity.Error, "A data file is missing");

    /// <summary>A data file is empty, ragged, or not UTF-8.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } =
        new("INGOT1004", DiagnosticSeverity.Error, "A data file cannot be read");

    /// <summary>A column of the schema, the label, or a column that the project names is not in the data.</summary>
    public static DiagnosticDescriptor MissingColumn { get; } =
        new("INGOT1005", DiagnosticSeverity.Error, "A column is missing");

    /// <summary>The data have a column that the schema does not have.</summary>
    public static DiagnosticDescriptor NewColumn { get; } =
        new("INGOT1006", DiagnosticSeverity.Error, "A column is new");

    /// <summary>Values of a column do not parse as its type.</summary>
    public static DiagnosticDescriptor WrongType { get; } =
        new("INGOT1007", DiagnosticSeverity.Error, "Values are not of the column type");

    /// <summary>A column has fewer values than the schema expects.</summary>
    public static DiagnosticDescriptor Presence { get; } =
        new("INGOT1008", DiagnosticSeverity.Warning, "Too many values are missing");

    /// <summary>A column has values that its domain does not have.</summary>
    public static DiagnosticDescriptor Domain { get; } =
        new("INGOT1009", DiagnosticSeverity.Warning, "Values are outside the domain");

    /// <summary>A column has values below its minimum or above its maximum.</summary>
    public static DiagnosticDescriptor Range { get; } =
        new("INGOT1010", DiagnosticSeverity.Error, "Values are outside the range");

    /// <summary>The label has missing values, one class only, or does not fit the task.</summary>
    public static DiagnosticDescriptor BadLabel { get; } =
        new("INGOT1011", DiagnosticSeverity.Error, "The label cannot be learned");

    /// <summary>A column has infinite values.</summary>
    public static DiagnosticDescriptor Infinite { get; } =
        new("INGOT1012", DiagnosticSeverity.Error, "Values are infinite");

    /// <summary>Rows stand both in training and reference data.</summary>
    public static DiagnosticDescriptor Leakage { get; } =
        new("INGOT1013", DiagnosticSeverity.Warning, "Reference rows are also in the training data");

    /// <summary>The row filter is not valid SQL or leaves no row.</summary>
    public static DiagnosticDescriptor BadFilter { get; } =
        new("INGOT1014", DiagnosticSeverity.Error, "The filter cannot be used");

    /// <summary>A feature has the name of one of the outputs of the model.</summary>
    public static DiagnosticDescriptor ReservedName { get; } =
        new("INGOT1015", DiagnosticSeverity.Error, "A column has a reserved name");

    /// <summary>A file is not UTF-8, and nothing tells what it is.</summary>
    public static DiagnosticDescriptor GuessedEncoding { get; } =
        new("INGOT1030", DiagnosticSeverity.Warning, "The encoding of a data file is a guess");

    /// <summary>A file has another delimiter or encoding than the schema, the item or the files before it.</summary>
    public static DiagnosticDescriptor OtherReading { get; } =
        new("INGOT1031", DiagnosticSeverity.Error, "A data file is not written as is known of it");

    /// <summary>The first row of a file looks like data, or nothing names the columns of a file without a header.</summary>
    public static DiagnosticDescriptor NoHeader { get; } =
        new("INGOT1032", DiagnosticSeverity.Error, "A data file has no header");

    /// <summary>The reading of the files was found, and is not that of plain CSV.</summary>
    public static DiagnosticDescriptor FoundReading { get; } =
        new("INGOT1033", DiagnosticSeverity.Info, "How the data files are read");

    /// <summary>Lines, quotes or columns of a file were taken for something that they may not be.</summary>
    public static DiagnosticDescriptor DoubtfulReading { get; } =
        new("INGOT1034", DiagnosticSeverity.Warning, "A data file is perhaps not read as meant");

    /// <summary>The values of a column are lists, structures, bytes or the like.</summary>
    public static DiagnosticDescriptor NestedColumn { get; } =
        new("INGOT1035", DiagnosticSeverity.Error, "A column holds no single values");

    /// <summary>A file is an archive, a workbook, a page or the like.</summary>
    public static DiagnosticDescriptor OtherKind { get; } =
        new("INGOT1036", DiagnosticSeverity.Error, "A data file is of another kind");

    /// <summary>The command line names no model project.</summary>
    public static DiagnosticDescriptor NoProject { get; } =
        new("INGOT1016", DiagnosticSeverity.Error, "There is no such model project");

    /// <summary>A property has the name that it had before all of them began with <c>Model</c> or <c>Ingot</c>.</summary>
    public static DiagnosticDescriptor OldName { get; } =
        new("INGOT1017", DiagnosticSeverity.Error, "A property has its old name");

    /// <summary>A property or a type of items has nearly the name of one of Ingot's, and nobody reads it.</summary>
    public static DiagnosticDescriptor MisspeltName { get; } =
        new("INGOT1018", DiagnosticSeverity.Error, "A name is misspelt");

    /// <summary>The command line has a property without a value.</summary>
    public static DiagnosticDescriptor NoProperty { get; } =
        new("INGOT1019", DiagnosticSeverity.Error, "A property of the command line has no value");

    /// <summary>No column is left that the model could learn from.</summary>
    public static DiagnosticDescriptor NoFeatures { get; } =
        new("INGOT1020", DiagnosticSeverity.Error, "No feature is left");

    /// <summary>Words among the values look as if they meant that there is no value.</summary>
    public static DiagnosticDescriptor MissingLook { get; } =
        new("INGOT1021", DiagnosticSeverity.Warning, "Words look like missing values");

    /// <summary>Most values of a text column are of another type.</summary>
    public static DiagnosticDescriptor MixedType { get; } =
        new("INGOT1022", DiagnosticSeverity.Warning, "A column is text, and most of it is not");

    /// <summary>Values look like dates that are not in ISO 8601.</summary>
    public static DiagnosticDescriptor DateLook { get; } =
        new("INGOT1023", DiagnosticSeverity.Warning, "Values look like dates");

    /// <summary>Different values become the same number.</summary>
    public static DiagnosticDescriptor FoldedNumbers { get; } =
        new("INGOT1024", DiagnosticSeverity.Warning, "Different values become the same number");

    /// <summary>One number far from all others looks like the code for a missing value.</summary>
    public static DiagnosticDescriptor Sentinel { get; } =
        new("INGOT1025", DiagnosticSeverity.Warning, "A number looks like a missing value");

    /// <summary>A column tells the label by itself.</summary>
    public static DiagnosticDescriptor LabelCopy { get; } =
        new("INGOT1026", DiagnosticSeverity.Warning, "A column tells the label");

    /// <summary>The first build left columns out of the model.</summary>
    public static DiagnosticDescriptor LeftOut { get; } =
        new("INGOT1027", DiagnosticSeverity.Warning, "Columns are left out of the model");

    /// <summary>Numbers are written in a way that can be read in two.</summary>
    public static DiagnosticDescriptor AmbiguousNumbers { get; } =
        new("INGOT1028", DiagnosticSeverity.Warning, "Numbers can be read in two ways");

    /// <summary>Some dates of a column name their zone and others do not.</summary>
    public static DiagnosticDescriptor MixedZones { get; } =
        new("INGOT1029", DiagnosticSeverity.Warning, "Some dates have a zone and some have none");

    /// <summary>A column says when rows were true, and rows are divided at random all the same, as nothing is said of it.</summary>
    public static DiagnosticDescriptor RandomSplitOfTimes { get; } =
        new("INGOT1045", DiagnosticSeverity.Warning, "Rows with times are divided at random");

    /// <summary>The column by which rows are to be divided is not there or cannot be used, or one side would have no row.</summary>
    public static DiagnosticDescriptor CannotSplit { get; } =
        new("INGOT1046", DiagnosticSeverity.Error, "Rows cannot be divided as asked");

    /// <summary>Groups have rows both in training and reference data.</summary>
    public static DiagnosticDescriptor SharedGroups { get; } =
        new("INGOT1047", DiagnosticSeverity.Warning, "Groups stand in training and reference data");

    /// <summary>Reference rows are older than the newest training row, or nearer to it than the gap.</summary>
    public static DiagnosticDescriptor OlderReference { get; } =
        new("INGOT1048", DiagnosticSeverity.Warning, "Reference rows are older than training rows");

    /// <summary>Which rows became the reference data, by groups or time.</summary>
    public static DiagnosticDescriptor HowSplit { get; } =
        new("INGOT1049", DiagnosticSeverity.Info, "How the reference rows were divided off");

    /// <summary>The label may be the number of a class, and is taken for an amount.</summary>
    public static DiagnosticDescriptor GuessedTask { get; } =
        new("INGOT1037", DiagnosticSeverity.Warning, "The task is a guess");

    /// <summary>The expression of a feature is none.</summary>
    public static DiagnosticDescriptor InvalidExpression { get; } =
        new("INGOT1040", DiagnosticSeverity.Error, "An expression cannot be read");

    /// <summary>The expression of a feature names what there is not, or puts together what does not fit.</summary>
    public static DiagnosticDescriptor ExpressionDoesNotFit { get; } =
        new("INGOT1041", DiagnosticSeverity.Error, "An expression does not fit the columns");

    /// <summary>A row that a person wrote down cannot be used.</summary>
    public static DiagnosticDescriptor RowUnusable { get; } =
        new("INGOT1050", DiagnosticSeverity.Error, "The row cannot be used");

    /// <summary>No column names the queries of a ranking.</summary>
    public static DiagnosticDescriptor NoQueries { get; } =
        new("INGOT1051", DiagnosticSeverity.Error, "A ranking has no queries");

    /// <summary>Labels of a ranking are no grades.</summary>
    public static DiagnosticDescriptor NotGrades { get; } =
        new("INGOT1052", DiagnosticSeverity.Error, "Labels of a ranking are no grades");

    /// <summary>Queries have no order that could be right or wrong. An error when that is all of them.</summary>
    public static DiagnosticDescriptor QueriesWithoutOrder { get; } =
        new("INGOT1053", DiagnosticSeverity.Warning, "Queries have no order");
}
